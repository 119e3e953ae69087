-- What a critic learned, and the weight of the divergence; nothing in iterations without either.

ALTER TABLE iteration ADD COLUMN value_loss REAL;

ALTER TABLE iteration ADD COLUMN kl_weight REAL;

-- The states that an iteration sampled at: their mean score, how many there were, and at how many of them several actions were tried.

ALTER TABLE iteration ADD COLUMN mean_score REAL;

ALTER TABLE iteration ADD COLUMN sampled_states INTEGER;

ALTER TABLE iteration ADD COLUMN wide_states INTEGER;

-- What sampling cost: tokens of prompts and answers, priced where the policy reads no text.

ALTER TABLE iteration ADD COLUMN tokens REAL;
