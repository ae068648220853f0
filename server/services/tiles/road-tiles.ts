/** Road tiles as they are sent, plain and compressed, kept while there is room. */
import { promisify } from 'node:util'
import { gzip as gzipCallback } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import { ProblemError } from '../../http/problem-error.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import type { ServiceContext } from '../service-context.ts'
import { roadTile } from './road-tile.ts'

const CACHE_BYTES = 32 * 1024 * 1024

const gzip = promisify(gzipCallback)

interface CachedTile {
  /** Empty where there are no roads. */
  readonly plain: Uint8Array<ArrayBuffer>
  readonly gzipped: Uint8Array<ArrayBuffer>
}

export class RoadTiles {
  readonly #network: ServiceContext['network']
  readonly #tiles = new LRUCache<string, CachedTile>({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ plain, gzipped }, key) => plain.length + gzipped.length + key.length,
  })

  constructor({ network }: ServiceContext) {
    this.#network = network
  }

  /** What the tiles are cut from; others for another network. @throws ProblemError without one. */
  networkId(): string {
    return this.#roads().graph.id
  }

  /** @throws ProblemError when no road network is loaded. */
  async tile(zoom: number, x: number, y: number): Promise<CachedTile> {
    const roads = this.#roads()
    const key = `${roads.graph.id}/${zoom}/${x}/${y}`
    const known = this.#tiles.get(key)
    if (known) return known
    const plain = new Uint8Array(roadTile(roads, zoom, x, y) ?? [])
    const tile = { plain, gzipped: new Uint8Array(await gzip(plain)) }
    this.#tiles.set(key, tile)
    return tile
  }

  #roads(): RoadNetwork {
    const roads = this.#network()
    if (roads) return roads
    throw new ProblemError('no-network', {
      en: 'No road network is loaded.',
      zh: '没有载入道路网。',
    })
  }
}
