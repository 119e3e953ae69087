-- What a critic learned, and the weight of the divergence; nothing in iterations without either.

ALTER TABLE iteration ADD COLUMN value_loss REAL;

ALTER TABLE iteration ADD COLUMN kl_weight REAL;
