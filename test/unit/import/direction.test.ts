import { expect, test } from 'vitest'
import { readDirections } from '../../../server/import/osm/road-way.ts'
import { Tally } from '../../../server/import/osm/tally.ts'

const BOTH = [true, true]
const FORWARD = [true, false]
const BACKWARD = [false, true]
const NEITHER = [false, false]

test.each<[Record<string, string>, boolean[]]>([
  [{ highway: 'primary' }, BOTH],
  [{ highway: 'primary', oneway: 'yes' }, FORWARD],
  [{ highway: 'primary', oneway: '1' }, FORWARD],
  [{ highway: 'primary', oneway: '-1' }, BACKWARD],
  [{ highway: 'primary', oneway: 'no' }, BOTH],
  [{ highway: 'primary', oneway: 'reversible' }, NEITHER],
  [{ highway: 'primary', oneway: 'alternating' }, BOTH],
  [{ highway: 'motorway' }, FORWARD],
  [{ highway: 'motorway', oneway: 'no' }, BOTH],
  [{ highway: 'motorway_link' }, BOTH],
  [{ highway: 'tertiary', junction: 'roundabout' }, FORWARD],
  [{ highway: 'tertiary', junction: 'circular' }, FORWARD],
  [{ highway: 'tertiary', junction: 'roundabout', oneway: '-1' }, BACKWARD],
  // Exceptions for others leave us bound, exceptions for us free us.
  [{ highway: 'residential', oneway: 'yes', 'oneway:bicycle': 'no' }, FORWARD],
  [{ highway: 'residential', oneway: 'yes', 'oneway:motor_vehicle': 'no' }, BOTH],
  [{ highway: 'residential', 'oneway:motorcar': 'yes' }, FORWARD],
  [{ highway: 'residential', 'vehicle:backward': 'no' }, FORWARD],
  [{ highway: 'residential', 'motor_vehicle:forward': 'no' }, BACKWARD],
  [{ highway: 'residential', 'vehicle:backward': 'no', 'motor_vehicle:backward': 'yes' }, BOTH],
])('%o may be driven forward, backward: %o', (tags, [forward, backward]) => {
  expect(readDirections(tags, new Tally())).toEqual({ forward, backward })
})

test('what is not understood or conditional is counted', () => {
  const tally = new Tally()
  const directions = readDirections(
    { oneway: 'sometimes', 'oneway:conditional': 'yes @ Mo' },
    tally,
  )
  expect(directions).toEqual({ forward: true, backward: true })
  expect(tally.count('onewayUnknown')).toBe(1)
  expect(tally.count('onewayConditional')).toBe(1)
})
