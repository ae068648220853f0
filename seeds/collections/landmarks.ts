/** Known places of the demonstration: facts from published coordinates, each with its error. */
import { z } from 'zod'
import { landmarkResource } from '../../data/resources/landmark.ts'
import { placeColumns, readTable } from '../build/facts.ts'
import { checkedFeature } from '../build/resources/feature.ts'
import { createCodes } from '../build/resources/labels.ts'
import { finePointAt } from '../build/resources/plane.ts'
import type { SeedOf } from '../seed-state.ts'

const { options: kinds } = landmarkResource.fields.kind

const row = z.object({
  nameZh: z.string().min(1),
  nameEn: z.string().min(1),
  kind: z.enum(Object.keys(kinds) as (keyof typeof kinds)[]),
  ...placeColumns,
  errorMetres: z.coerce.number().int().positive(),
  otherNames: z.string(),
  address: z.string().min(1),
  source: z.string().min(1),
})

export const seed: SeedOf<'landmarks'> = ({ region }) => {
  const nextCode = createCodes('DB')
  return readTable('landmarks.csv', row).map(({ nameZh, longitude, latitude, ...fact }) => {
    const place = [longitude, latitude] as const
    const countyCode = region.countyAt(place)?.code
    if (!countyCode) throw new Error(`landmarks.csv: ${nameZh} lies in no county`)
    const code = nextCode(countyCode)
    return checkedFeature(landmarkResource, code, finePointAt(place), {
      name: nameZh,
      nameEn: fact.nameEn,
      code,
      countyCode,
      townCode: null,
      kind: fact.kind,
      otherNames: fact.otherNames || null,
      address: fact.address,
      errorMetres: fact.errorMetres,
      provenance: 'approximate',
      source: fact.source,
      sourceCrs: 'wgs-84',
      verifiedAt: null,
    })
  })
}
