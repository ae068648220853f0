/** An answer is a demonstration when either the resources or the roads are. */
import { expect, test } from 'vitest'
import type { NearestAnswer } from '../../data/nearest.ts'
import { DEMONSTRATION_NOTICE, type Provenance } from '../../data/provenance.ts'
import { station } from '../fixtures/app-features.ts'
import { createTestApp } from '../fixtures/app-fixture.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'

const [LON, LAT] = gridLonLat(0, 0)

test.each([
  ['generated', 'generated', DEMONSTRATION_NOTICE],
  ['generated', 'imported', DEMONSTRATION_NOTICE],
  ['imported', 'generated', DEMONSTRATION_NOTICE],
  ['imported', 'approximate', DEMONSTRATION_NOTICE],
  ['imported', 'imported', null],
  ['imported', 'surveyed', null],
] as const satisfies [NearestAnswer['network']['provenance'], Provenance, unknown][])(
  '%s roads, %s stations',
  async (roads, provenance, notice) => {
    const network = loadedNetwork({ ...gridDraft(3, 2), provenance: roads })
    const stations = [station('one', gridLonLat(100, 0), { provenance })]
    const { json } = await createTestApp({ stations }, { network: () => network })
    const answer = await json<NearestAnswer>(`/api/nearest?lon=${LON}&lat=${LAT}&onDuty=false`)
    expect(answer.network.provenance).toBe(roads)
    expect(answer.features).toHaveLength(1)
    expect(answer.notice).toEqual(notice)
  },
)
