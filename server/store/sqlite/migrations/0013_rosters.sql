-- A column that is added: rebuilt, the table would be filled by reading "roster" from rows that have none,
-- which SQLite takes for the text of that name.
ALTER TABLE `stations` ADD COLUMN `roster` text CONSTRAINT "stations_roster" CHECK(length("roster") > 0);
