/** Collections that gather others, as views over the tables of their parts. */
import { COLLECTIONS, type UnionId } from '../../../data/collections.ts'
import type { UnionDeclaration } from '../../../data/resource.ts'
import { boxTable, tableName } from '../table-name.ts'
import type { SqliteConnection } from './driver.ts'

/** Parts number their features each for themselves: this many numbers of a union belong to one. */
const MOST_PARTS = 8
const BOX = ['west', 'south', 'east', 'north'] as const

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** `sequence` of a part's feature within the union: unique, and in order of arrival in each part. */
const sequenceOf = (part: number): string => `sequence * ${MOST_PARTS} + ${part} AS sequence`

const selectPart = (
  { fields, parts }: UnionDeclaration,
  { resource, constants = {} }: UnionDeclaration['parts'][number],
  part: number,
): string => {
  const added = Object.keys(fields).filter((name) => !Object.hasOwn(resource.fields, name))
  const literalOf = (name: string): string => {
    const constant = constants[name]
    return constant === undefined ? 'NULL' : quoted(constant)
  }
  const insertions = Object.keys(constants).map(
    (name) => `, '$.properties.${name}', ${literalOf(name)}`,
  )
  const json =
    insertions.length > 0 ? `json_insert(featureJson${insertions.join('')})` : 'featureJson'
  const columns = Object.keys(fields).map((name) =>
    added.includes(name) ? `${literalOf(name)} AS "${name}"` : `"${name}"`,
  )
  if (parts.length > MOST_PARTS) throw new Error(`more than ${MOST_PARTS} parts`)
  return `SELECT ${[sequenceOf(part), 'id', 'geometry', ...BOX, `${json} AS featureJson`, ...columns].join(', ')}
     FROM ${tableName(resource.id)}`
}

/** Definitions of the views of a union by name: its features, and their boxes in place of an R*Tree. */
export const viewsOf = (id: UnionId): Record<string, string> => {
  const union: UnionDeclaration = COLLECTIONS[id]
  const gathered = (select: (part: UnionDeclaration['parts'][number], index: number) => string) =>
    `AS ${union.parts.map(select).join(' UNION ALL ')}`
  return {
    [tableName(id)]: gathered((part, index) => selectPart(union, part, index)),
    [boxTable(id)]: gathered(
      ({ resource }, index) =>
        `SELECT ${[sequenceOf(index), ...BOX].join(', ')} FROM ${boxTable(resource.id)}`,
    ),
  }
}

/** Before a migration: one that rebuilds a table fails where a view refers to it. */
export const dropUnionViews = async (writer: SqliteConnection): Promise<void> => {
  for (const { name } of await writer.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'view'",
  )) {
    await writer.exec(`DROP VIEW ${name}`)
  }
}
