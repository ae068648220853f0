/** What the tags of an object say about a place: its names, its kind, its address. */
import type { NamedPlace, NamedPlaceKind } from '../../../data/named-place.ts'
import { splitValues, type Tags } from './elements.ts'

/**
 * Tags by the kind that they make a place of, `*` for any other value of the key. Keys further up in
 * KEYS decide: a hospital that is a building is a hospital.
 */
const TAGS_OF_KIND: Readonly<Partial<Record<NamedPlaceKind, string>>> = {
  settlement: `place=city,town,village,hamlet,suburb,neighbourhood,quarter,isolated_dwelling,borough,
    municipality,township,city_block,farm,locality`,
  housing: 'landuse=residential',
  hospital: 'amenity=hospital healthcare=hospital',
  clinic: 'amenity=clinic,doctors,dentist,nursing_home,social_facility healthcare=*',
  school: 'amenity=school,language_school,driving_school,training',
  university: 'amenity=university,college,research_institute',
  kindergarten: 'amenity=kindergarten,childcare',
  government: 'amenity=townhall,courthouse,prison,post_office office=government',
  police: 'amenity=police',
  'fire-station': 'amenity=fire_station',
  'railway-station': 'railway=station,halt',
  'bus-station': 'amenity=bus_station,ferry_terminal public_transport=station highway=bus_stop',
  airport: 'aeroway=aerodrome,terminal,heliport,helipad',
  fuel: 'amenity=fuel,charging_station',
  parking: 'amenity=parking',
  bank: 'amenity=bank,atm,bureau_de_change',
  market: 'amenity=marketplace shop=mall,supermarket,department_store landuse=commercial,retail',
  shop: 'amenity=pharmacy shop=*',
  restaurant: 'amenity=restaurant,fast_food,cafe,bar,pub,food_court',
  hotel: 'tourism=hotel,motel,guest_house,hostel,apartment,chalet',
  worship: 'amenity=place_of_worship,monastery',
  culture: `amenity=library,theatre,cinema,arts_centre,community_centre,conference_centre,events_venue
    tourism=museum,gallery`,
  sight: 'tourism=* historic=*',
  sports: 'leisure=stadium,sports_centre,sports_hall,pitch,track,swimming_pool,ice_rink',
  park: 'leisure=* place=square landuse=recreation_ground,village_green,cemetery,forest',
  company: 'office=*',
  works: 'man_made=works,wastewater_plant,water_works landuse=industrial power=plant',
  structure: 'man_made=* building=* power=substation waterway=dam,weir,lock_gate,sluice_gate',
  gate: 'barrier=* entrance=* railway=subway_entrance',
  peak: 'natural=peak,hill,volcano',
  water: 'natural=water landuse=reservoir,basin leisure=marina',
  nature: 'natural=* place=island,islet',
  river: 'waterway=*',
  other: 'amenity=*',
}

/** Those of several that decide, first. */
const KEYS = [
  ...[
    'place',
    'amenity',
    'healthcare',
    'railway',
    'public_transport',
    'aeroway',
    'tourism',
    'shop',
  ],
  ...['historic', 'office', 'leisure', 'man_made', 'natural', 'waterway', 'power', 'landuse'],
  ...['highway', 'barrier', 'entrance', 'building'],
]

const KIND_BY_TAG: ReadonlyMap<string, NamedPlaceKind> = new Map(
  Object.entries(TAGS_OF_KIND).flatMap(([kind, tags]) =>
    tags.split(/\s+(?=[a-z_]+=)/).flatMap((tag) => {
      const [key = '', values = ''] = tag.split('=')
      return values
        .split(',')
        .map((value): [string, NamedPlaceKind] => [
          `${key}=${value.trim()}`,
          kind as NamedPlaceKind,
        ])
    }),
  ),
)

const kindOf = (tags: Tags): NamedPlaceKind | null => {
  for (const key of KEYS) {
    const value = tags[key]
    if (value === undefined || value === 'no') continue
    const kind = KIND_BY_TAG.get(`${key}=${value}`) ?? KIND_BY_TAG.get(`${key}=*`)
    if (kind) return kind
  }
  return null
}

/** Chinese first, as with the names of roads. */
const NAME_KEYS = ['name:zh', 'name:zh-Hans', 'name'] as const
const OTHER_NAME_KEYS = [
  ...['name', 'alt_name', 'alt_name:zh', 'short_name', 'short_name:zh', 'official_name'],
  ...['official_name:zh', 'old_name', 'old_name:zh', 'loc_name', 'local_name', 'nat_name'],
] as const

const trimmed = (text: string | undefined): string => text?.trim() ?? ''

/** 洸河路12号; a number that says more than a number is left as it is. */
const addressOf = (tags: Tags): string | null => {
  const street = trimmed(tags['addr:street']) || trimmed(tags['addr:place'])
  const number = trimmed(tags['addr:housenumber'])
  if (street === '' || number === '') return null
  if (/[\u4e00-\u9fff]/.test(street))
    return `${street}${number}${/^[\d-]+$/.test(number) ? '号' : ''}`
  return `${street} ${number}`
}

export type PlaceDescription = Omit<NamedPlace, 'longitude' | 'latitude'>

/** What the tags describe, or `null` where it is no place that people name. */
export const describePlace = (tags: Tags): PlaceDescription | null => {
  const name = NAME_KEYS.map((key) => trimmed(tags[key])).find(Boolean) ?? ''
  const address = addressOf(tags)
  if (name === '') {
    if (address === null) return null
    return { name: address, nameEn: null, otherNames: [], kind: 'address', address }
  }
  const kind = kindOf(tags) ?? (address === null ? null : 'other')
  if (kind === null) return null
  const nameEn = trimmed(tags['name:en']) || null
  const others = OTHER_NAME_KEYS.flatMap((key) => splitValues(tags[key] ?? ''))
  const otherNames = [...new Set(others)].filter((other) => other !== name && other !== nameEn)
  return { name, nameEn, otherNames, kind, address }
}
