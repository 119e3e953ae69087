-- The states that an iteration sampled at: their mean score, how many there were, and at how many of them several actions were tried.

ALTER TABLE iteration ADD COLUMN mean_score REAL;

ALTER TABLE iteration ADD COLUMN sampled_states INTEGER;

ALTER TABLE iteration ADD COLUMN wide_states INTEGER;
