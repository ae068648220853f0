-- A column that is added: rebuilt, the table would be filled by reading "retiredOn" from rows that have none,
-- which SQLite takes for the text of that name.
ALTER TABLE `stockpiles` ADD COLUMN `retiredOn` text CONSTRAINT "stockpiles_retiredOn" CHECK("retiredOn" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
