-- From here on the serialised features hold masks in place of people's names and numbers, and each
-- start writes them anew where they do not. An earlier program would write them whole beside these:
-- it refuses a database with this migration.
DELETE FROM meta WHERE key = 'masked-by';
