import { describe, expect, it } from 'vitest'
import type { RoadClass } from '../../../data/road-class.ts'
import { roadsideAddress } from '../../../seeds/build/resources/labels.ts'
import { readRegion } from '../../../seeds/build/resources/region.ts'

describe('addresses beside a road', () => {
  const region = readRegion()
  const addressIn = (
    townCode: string,
    road: { roadClass: RoadClass; ref: string; name: string },
    settlement: string,
  ): string => {
    const town = region.town(townCode)
    return roadsideAddress(region.county(town.countyCode), town, road, settlement)
  }

  it('name the section of a trunk road', () => {
    const road = { roadClass: 'national', ref: 'G104', name: '京平线' } as const
    expect(addressIn('370826101', road, '第3村')).toBe('微山县韩庄镇 G104 京平线韩庄段')
  })

  it('name the village on a country road', () => {
    const road = { roadClass: 'town', ref: 'Y690', name: '吴村镇第20村—吴村镇第21村路' } as const
    expect(addressIn('370881101', road, '第20村')).toBe('曲阜市吴村镇第20村（Y690 旁）')
  })

  it('name the street in a town', () => {
    const road = { roadClass: 'street', ref: '', name: '任城经15路' } as const
    expect(addressIn('370811011', road, '第26片区')).toBe('任城区古槐街道任城经15路旁')
  })

  it('say the town once where the road is called after it', () => {
    const road = { roadClass: 'village', ref: '', name: '吴村镇第28村道' } as const
    expect(addressIn('370881101', road, '第28村')).toBe('曲阜市吴村镇第28村道旁')
  })

  it('name the seat where the road has no name', () => {
    const road = { roadClass: 'village', ref: '', name: '' } as const
    expect(addressIn('370826103', road, '')).toBe('微山县南阳镇驻地')
  })
})
