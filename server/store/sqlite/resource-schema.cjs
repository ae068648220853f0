/** The tables of the collections for drizzle-kit, which takes what a module exports, by any name. */
module.exports = require('./resource-tables.ts').RESOURCE_TABLES
