-- Answers to what is asked most, ready to be selected from.

-- Which states are hardest: visited, and seldom on the way to success.
CREATE VIEW hardest_state AS
SELECT state.id, state.visits, state.successes, state.successes / state.visits AS rate, text.text
FROM state JOIN text ON text.id = state.text
WHERE state.visits >= 1
ORDER BY rate, state.visits DESC;

-- What was tried where, with what came of it: one row an action.
CREATE VIEW tried AS
SELECT node.iteration, node.slot, tree.task, node.parent AS at, text.text AS observation, node.action, node.answer,
    exp(node.log_probability) AS probability, node.valid, node.ending, node.reward, node.advantage, node.passed, node.successes, node.number
FROM node
JOIN tree ON tree.iteration = node.iteration AND tree.slot = node.slot
JOIN node AS before ON before.iteration = node.iteration AND before.slot = node.slot AND before.number = node.parent
JOIN text ON text.id = before.text;

-- The learning curve.
CREATE VIEW curve AS SELECT total_actions, success, mean_steps FROM evaluation ORDER BY id;
