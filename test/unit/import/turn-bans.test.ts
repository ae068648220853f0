import { describe, expect, test } from 'vitest'
import { draftOfMap, type ImportedMap, nodesAt, restriction, way } from '../../fixtures/osm-map.ts'
import type { MapRelation, OsmMap } from '../../fixtures/osm-pbf-writer.ts'

/** Bans as road names with the direction along (+) or against (−) the way; sorted. */
const bansByName = ({ draft }: ImportedMap): string[] =>
  draft.turnBans
    .map((ban) =>
      ban.map((edge) => `${draft.segments[edge >> 1]?.name}${edge & 1 ? '-' : '+'}`).join(' '),
    )
    .sort()

/** Four roads at a crossing: w and s lead to its middle (node 5), e and n away from it. */
const crossing = (
  relations: MapRelation[],
  tagsOf: Record<string, Record<string, string>> = {},
): OsmMap => ({
  nodes: nodesAt([0, 100], [200, 100], [100, 0], [100, 200], [100, 100]),
  ways: [
    way(10, [1, 5], { name: 'w', ...tagsOf.w }),
    way(11, [5, 2], { name: 'e', ...tagsOf.e }),
    way(12, [3, 5], { name: 's', ...tagsOf.s }),
    way(13, [5, 4], { name: 'n', ...tagsOf.n }),
  ],
  relations,
})
const [W, E, S, N] = [10, 11, 12, 13]
const middle = { node: 5 }

describe('via a node', () => {
  test.each<[string, [number, { node: number }, number], string[]]>([
    ['no_left_turn', [S, middle, W], ['s+ w-']],
    ['no_right_turn', [S, middle, E], ['s+ e+']],
    ['no_straight_on', [W, middle, E], ['w+ e+']],
    ['no_u_turn', [N, middle, N], ['n- n+']],
    ['only_straight_on', [S, middle, N], ['s+ e+', 's+ s-', 's+ w-']],
    ['only_right_turn', [E, middle, N], ['e- e+', 'e- s-', 'e- w-']],
  ])('%s', async (kind, members, bans) => {
    const imported = await draftOfMap(crossing([restriction(1, kind, members)]))
    expect(bansByName(imported)).toEqual(bans)
    expect(imported.tally.count(kind.startsWith('no') ? 'restrictionNo' : 'restrictionOnly')).toBe(
      1,
    )
  })

  test('no_entry may come from several roads, no_exit lead to several', async () => {
    const entry = restriction(1, 'no_entry', [S, middle, N])
    entry.members.push({ type: 'way', ref: W, role: 'from' })
    const exit = restriction(2, 'no_exit', [E, middle, S])
    exit.members.push({ type: 'way', ref: W, role: 'to' })
    const bans = bansByName(await draftOfMap(crossing([entry, exit])))
    expect(bans).toEqual(['e- s-', 'e- w-', 's+ n+', 'w+ n+'])
  })

  test('a one-way road needs no ban against its direction, and an only_ does not list it', async () => {
    const oneWay = { e: { oneway: '-1' } }
    const imported = await draftOfMap(
      crossing(
        [
          restriction(1, 'no_right_turn', [S, middle, E]),
          restriction(2, 'only_straight_on', [S, middle, N]),
        ],
        oneWay,
      ),
    )
    expect(bansByName(imported)).toEqual(['s+ s-', 's+ w-'])
    expect(imported.tally.count('restrictionWithoutEffect')).toBe(1)
  })

  test('exceptions for others bind us, exceptions for motor cars free us', async () => {
    const imported = await draftOfMap(
      crossing([
        restriction(1, 'no_left_turn', [S, middle, W], { except: 'psv;bicycle;emergency' }),
        restriction(2, 'no_right_turn', [S, middle, E], { except: 'motorcar' }),
        restriction(3, 'no_right_turn', [S, middle, E], { except: 'bicycle; motor_vehicle' }),
      ]),
    )
    expect(bansByName(imported)).toEqual(['s+ w-'])
    expect(imported.tally.count('restrictionExcepted')).toBe(2)
  })
})

/** A restriction with the value under another key. */
const under = (key: string, value: string, tags: Record<string, string> = {}): MapRelation => {
  const relation = restriction(1, 'no_left_turn', [S, middle, W])
  return { ...relation, tags: { type: 'restriction', [key]: value, ...tags } }
}

/** The banned left turn with these members in place of its own. */
const withMembers = (change: (members: Members) => Members): MapRelation => {
  const relation = restriction(1, 'no_left_turn', [S, middle, W])
  return { ...relation, members: change(relation.members) }
}
type Members = MapRelation['members']

const unknownWay = restriction(1, 'no_left_turn', [S, middle, 999])
const unknownNode = restriction(1, 'no_left_turn', [S, { node: 999 }, W])
const elsewhere = restriction(1, 'no_left_turn', [S, { node: 4 }, W])
const atHours = under('restriction:conditional', 'no_left_turn @ (07:00-09:00)')
const inOldStyle = under('restriction', 'no_left_turn', { hour_on: '7:00', hour_off: '19:00' })
const fromTwo = withMembers((members) => [...members, { type: 'way', ref: N, role: 'from' }])
const withoutVia = withMembers((members) => members.filter(({ role }) => role !== 'via'))

describe('what is not honoured is counted by its reason', () => {
  test.each<[string, MapRelation, string]>([
    ['conditional', atHours, 'restrictionConditional'],
    ['hours of the day', inOldStyle, 'restrictionConditional'],
    ['lorries', under('restriction:hgv', 'no_left_turn'), 'restrictionLorryOnly'],
    ['buses', under('restriction:bus', 'no_left_turn'), 'restrictionOtherVehicle'],
    ['unknown kind', under('restriction', 'give_way'), 'restrictionUnknown'],
    ['right turn on red', under('restriction', 'no_right_turn_on_red'), 'restrictionUnknown'],
    ['nothing said', under('note', 'x'), 'restrictionUnknown'],
    ['two ways from', fromTwo, 'restrictionMalformed'],
    ['no via', withoutVia, 'restrictionMalformed'],
    ['a road that is not there', unknownWay, 'restrictionElsewhere'],
    ['a junction that is not there', unknownNode, 'restrictionElsewhere'],
    ['roads that do not meet there', elsewhere, 'restrictionDisjoint'],
  ])('%s', async (_, relation, reason) => {
    const { draft, tally } = await draftOfMap(crossing([relation]))
    expect(draft.turnBans).toEqual([])
    expect(tally.count(reason as 'restrictionUnknown')).toBe(1)
    expect(tally.entries('restrictions')).toHaveLength(1)
  })

  test('a road that runs through the junction leaves open which half is meant', async () => {
    const map = crossing([restriction(1, 'no_left_turn', [S, middle, W])])
    const through = { ...map, ways: [way(W, [1, 5, 2], { name: 'w' }), ...map.ways.slice(2)] }
    const { draft, tally } = await draftOfMap(through)
    expect(draft.turnBans).toEqual([])
    expect(tally.count('restrictionDisjoint')).toBe(1)
  })

  test('a restriction for cars alone is honoured', async () => {
    expect(
      bansByName(await draftOfMap(crossing([under('restriction:motorcar', 'no_left_turn')]))),
    ).toEqual(['s+ w-'])
  })
})

/**
 * Two carriageways, a eastwards and c westwards, joined by b; a goes on as x, and y joins b in its
 * middle (node 6).
 */
const carriageways = (relations: MapRelation[]): OsmMap => ({
  nodes: nodesAt([0, 0], [100, 0], [100, 40], [0, 40], [200, 0], [100, 20], [200, 20]),
  ways: [
    way(20, [1, 2], { name: 'a', oneway: 'yes' }),
    way(21, [2, 6, 3], { name: 'b' }),
    way(22, [3, 4], { name: 'c', oneway: 'yes' }),
    way(23, [2, 5], { name: 'x', oneway: 'yes' }),
    way(24, [6, 7], { name: 'y' }),
  ],
  relations,
})

describe('via ways', () => {
  test('a banned turn over a link, which a junction divides', async () => {
    const imported = await draftOfMap(
      carriageways([restriction(1, 'no_u_turn', [20, { ways: [21] }, 22])]),
    )
    expect(bansByName(imported)).toEqual(['a+ b+ b+ c+'])
    expect(imported.tally.count('restrictionViaWay')).toBe(1)
  })

  test('the only way on bans leaving it at every junction', async () => {
    const imported = await draftOfMap(
      carriageways([restriction(1, 'only_u_turn', [20, { ways: [21] }, 22])]),
    )
    expect(bansByName(imported)).toEqual([
      'a+ b+ b+ b-', // turning round where b ends
      'a+ b+ b-', // turning round at y
      'a+ b+ y+',
      'a+ x+', // going on
    ])
  })

  test('several ways in any order', async () => {
    const map = carriageways([restriction(1, 'no_u_turn', [20, { ways: [31, 30] }, 22])])
    const divided = {
      ...map,
      ways: [
        ...map.ways.filter(({ id }) => id !== 21),
        way(30, [2, 6], { name: 'b1' }),
        way(31, [3, 6], { name: 'b2' }),
      ],
    }
    expect(bansByName(await draftOfMap(divided))).toEqual(['a+ b1+ b2- c+'])
  })

  test.each([
    ['a way that is joined in its middle cannot be a via: which half would be meant?', 24, 21, 23],
    ['ways that do not join are counted', 20, 24, 22],
  ])('%s', async (_, from, via, to) => {
    const { draft, tally } = await draftOfMap(
      carriageways([restriction(1, 'no_u_turn', [from, { ways: [via] }, to])]),
    )
    expect(draft.turnBans).toEqual([])
    expect(tally.count('restrictionDisjoint')).toBe(1)
  })
})
