-- Task scores: how far tasks were solved, where a world says more than whether. Worlds of older runs said 1 for solved, else 0.

ALTER TABLE evaluation ADD COLUMN task_score REAL NOT NULL DEFAULT 0;

UPDATE evaluation SET task_score = success;

ALTER TABLE evaluation_task ADD COLUMN task_score REAL NOT NULL DEFAULT 0;

UPDATE evaluation_task SET task_score = 1 WHERE ending = 'succeeded';

ALTER TABLE trajectory ADD COLUMN task_score REAL NOT NULL DEFAULT 0;

UPDATE trajectory SET task_score = success;

DROP VIEW curve;

CREATE VIEW curve AS SELECT total_actions, success, mean_steps, task_score FROM evaluation ORDER BY id;
