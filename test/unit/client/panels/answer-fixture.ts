import type { NearestAnswer, NearestFeature } from '../../../../data/nearest.ts'
import { line, point } from '../../../fixtures/shapes.ts'

const resource = (id: string, rank: number, arrivalSeconds: number): NearestFeature => ({
  type: 'Feature',
  id,
  geometry: point(116.6, 35.4),
  properties: {
    name: `许庄街道${rank}号站`,
    nameEn: `Xuzhuang station ${rank}`,
    rank,
    arrivalSeconds,
    turnoutSeconds: 60,
    travelSeconds: arrivalSeconds - 80,
    accessSeconds: 20,
    distanceMetres: 4200,
    walkMetres: 50,
    walkFromResourceMetres: 15.3,
    walkToPlaceMetres: 34.7,
    straightMetres: 3100,
    phone: `0537-000100${rank}`,
    equipment: { pump: 2, boat: 1 },
  },
})

/** Asked at 15:00 in Shanghai: the first arrives after 380 s, the second after 600 s. */
export const ANSWER: NearestAnswer = {
  obeyed: [],
  closuresInForce: 0,
  warnings: [],
  crossing: null,
  type: 'FeatureCollection',
  features: [resource('a', 1, 380), resource('b', 2, 600)],
  routes: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        id: 'route-a',
        geometry: line([116.6, 35.4], [116.587, 35.415]),
        properties: {
          featureId: 'a',
          rank: 1,
          travelSeconds: 300,
          distanceMetres: 4200,
          roads: [
            { name: '', ref: '', roadClass: 'village', lengthMetres: 300 },
            { name: '崇文大道', ref: 'G105', roadClass: 'national', lengthMetres: 3000 },
            { name: '太白湖路', ref: '', roadClass: 'arterial', lengthMetres: 900 },
          ],
        },
      },
    ],
  },
  passedOver: [],
  passedOverMore: 0,
  place: { status: 'answered', detail: '', detailZh: '', remark: null },
  snap: {
    longitude: 116.587,
    latitude: 35.415,
    distanceMetres: 34.7,
    roadName: '太白湖路',
    roadRef: '',
    roadClass: 'arterial',
  },
  revision: 42,
  network: { id: 'default', provenance: 'generated' },
  query: {
    lon: 116.587,
    lat: 35.415,
    collection: 'stations',
    k: 5,
    profile: 'rescue-van',
    at: '2026-03-01T15:00:00+08:00',
    withinSeconds: 7200,
    onDuty: true,
    withoutSent: true,
    equipment: {},
    item: null,
    quantity: null,
    filter: {},
  },
  timeStamp: '2026-03-01T07:00:00Z',
  notice: { zh: '演示数据', en: 'Demonstration data' },
}
