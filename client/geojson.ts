/** Shapes as the map library takes them. */
export interface Polygon {
  readonly type: 'Polygon'
  readonly coordinates: number[][][]
}
