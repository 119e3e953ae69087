-- Everything that a run did. docs/metrics.md explains every table and column.

CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, origin TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE iteration (
    number INTEGER PRIMARY KEY, total_actions INTEGER NOT NULL, seconds REAL NOT NULL,
    actions INTEGER NOT NULL, trajectories INTEGER NOT NULL, successes INTEGER NOT NULL, groups INTEGER NOT NULL,
    wide_groups INTEGER NOT NULL, groups_with_spread INTEGER NOT NULL, cuts INTEGER NOT NULL, waves INTEGER NOT NULL,
    faults INTEGER NOT NULL, first_fault TEXT, invalid INTEGER NOT NULL, prompt_tokens INTEGER NOT NULL, response_tokens INTEGER NOT NULL,
    distinct_texts INTEGER NOT NULL, known_states INTEGER NOT NULL, learned_actions INTEGER NOT NULL, optimiser_steps INTEGER NOT NULL,
    skipped_steps INTEGER NOT NULL, loss REAL, divergence REAL, clip_fraction REAL, learned_tokens INTEGER NOT NULL,
    fingerprint TEXT NOT NULL);

CREATE TABLE evaluation (
    id INTEGER PRIMARY KEY, iteration INTEGER NOT NULL, total_actions INTEGER NOT NULL, seconds REAL NOT NULL, success REAL NOT NULL,
    mean_steps REAL NOT NULL, faults INTEGER NOT NULL);

CREATE TABLE evaluation_task (
    evaluation INTEGER NOT NULL, number INTEGER NOT NULL, task TEXT NOT NULL, kind TEXT NOT NULL, ending TEXT NOT NULL,
    steps INTEGER NOT NULL, PRIMARY KEY (evaluation, number)) WITHOUT ROWID;

CREATE TABLE text (id INTEGER PRIMARY KEY, iteration INTEGER NOT NULL, key BLOB NOT NULL, text TEXT);

CREATE TABLE state (
    id INTEGER PRIMARY KEY, iteration INTEGER NOT NULL, key BLOB NOT NULL, text INTEGER NOT NULL,
    visits REAL NOT NULL DEFAULT 0, successes REAL NOT NULL DEFAULT 0, clock INTEGER NOT NULL DEFAULT 0);

CREATE TABLE node_state (
    id INTEGER PRIMARY KEY, iteration INTEGER NOT NULL, key BLOB NOT NULL, text INTEGER NOT NULL,
    visits REAL NOT NULL DEFAULT 0, successes REAL NOT NULL DEFAULT 0, clock INTEGER NOT NULL DEFAULT 0);

CREATE TABLE trajectory (
    clock INTEGER PRIMARY KEY, iteration INTEGER NOT NULL, slot INTEGER NOT NULL, leaf INTEGER NOT NULL, ending TEXT NOT NULL,
    success INTEGER NOT NULL, steps INTEGER NOT NULL, states BLOB NOT NULL, node_states BLOB);

CREATE TABLE tree (
    iteration INTEGER NOT NULL, slot INTEGER NOT NULL, task TEXT NOT NULL, kind TEXT NOT NULL, prefix TEXT,
    actions INTEGER NOT NULL, trajectories INTEGER NOT NULL, successes INTEGER NOT NULL, PRIMARY KEY (iteration, slot)) WITHOUT ROWID;

CREATE TABLE node (
    iteration INTEGER NOT NULL, slot INTEGER NOT NULL, number INTEGER NOT NULL, parent INTEGER, depth INTEGER NOT NULL,
    action TEXT, answer TEXT, log_probability REAL, valid INTEGER, ending TEXT, fault TEXT, world_reward REAL,
    state INTEGER NOT NULL, node_state INTEGER NOT NULL, text INTEGER NOT NULL,
    score REAL, width INTEGER NOT NULL, reward REAL, advantage REAL NOT NULL, passed INTEGER NOT NULL, successes INTEGER NOT NULL,
    PRIMARY KEY (iteration, slot, number)) WITHOUT ROWID;
