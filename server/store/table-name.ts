/** Names of a collection's tables. Apart from their definitions, because those load Drizzle. */

/** `flood-works` → `flood_works`; the collection's id is its name everywhere else. */
export const tableName = (collection: string): string => collection.replaceAll('-', '_')

/** The R*Tree over the boxes of a collection's features; `sequence` joins the two. */
export const boxTable = (collection: string): string => `${tableName(collection)}_box`
