/**
 * An OpenStreetMap extract as XML (wiki.openstreetmap.org/wiki/OSM_XML), plain or compressed by gzip, as
 * openstreetmap.org exports it. Read as a stream; some ten times slower than PBF.
 */
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { ElementKind, OsmElement, OsmMember, OsmRelation, OsmWay } from './elements.ts'
import type { Extract } from './extract.ts'
import { cutOff, ImportFailure } from './import-failure.ts'
import { changes, type XmlForm } from './other-forms.ts'

const damaged = (line: number, cause?: unknown): ImportFailure =>
  new ImportFailure(
    `文件不是有效的 OpenStreetMap XML：第 ${line} 行有误；未作任何更改。`,
    `The file is no OpenStreetMap XML that can be read: line ${line} is wrong. Nothing was changed.`,
    { cause },
  )

const otherXml = (root: string): ImportFailure =>
  new ImportFailure(
    `这是 XML 文件，但不是 OpenStreetMap 数据（根元素是 <${root}>，应为 <osm>）；未作任何更改。`,
    `This is XML but not OpenStreetMap data (its root is <${root}>, not <osm>); nothing was changed.`,
  )

const MOST_QUOTED = 120
/** Overpass writes what it had when its time or memory ran out, then a remark, and ends the file as usual. */
const unfinished = (remark: string): ImportFailure => {
  const quoted = remark.replace(/\s+/g, ' ').trim().slice(0, MOST_QUOTED)
  return new ImportFailure(
    `Overpass 没有把查询做完，文件只含一部分数据（${quoted}）；未作任何更改。请缩小范围或在查询开头加大 [timeout:…]、[maxsize:…] 后重取。`,
    `Overpass did not finish the query, and the file holds a part of the data (${quoted}); nothing was changed. Ask for a smaller area, or raise [timeout:…] and [maxsize:…] at the beginning of the query.`,
  )
}

const notUtf8 = (cause: unknown): ImportFailure =>
  new ImportFailure(
    '文件中的文字不是 UTF-8 编码，名称会读错；未作任何更改。请先转换：iconv -f GBK -t UTF-8 文件.osm > 输出.osm（并把第一行的 encoding 改为 UTF-8）。',
    'The text of the file is not UTF-8, and names would be read wrongly; nothing was changed. Convert it: iconv -f GBK -t UTF-8 FILE.osm > OUT.osm (and write UTF-8 for the encoding in its first line).',
    { cause },
  )

const MEMBER_TYPES: readonly string[] = ['node', 'way', 'relation'] satisfies OsmMember['type'][]

/** Elements out of a stream of tags. */
class XmlElements {
  /** What has been read since it was last taken. */
  ready: OsmElement[] = []
  /** When the data were taken, as the root or Overpass's `meta` says. */
  takenAt: string | null = null
  readonly #parser = new SaxesParser()
  #open: OsmElement | null = null
  #hasRoot = false
  #isRemark = false

  constructor() {
    this.#parser.on('error', (error) => {
      throw error
    })
    this.#parser.on('opentag', (tag) => this.#begin(tag))
    this.#parser.on('text', (text) => {
      if (this.#isRemark && /runtime error|timed out|out of memory/i.test(text))
        throw unfinished(text)
    })
    this.#parser.on('closetag', ({ name }) => {
      this.#isRemark = false
      if (name !== this.#open?.type) return
      this.ready.push(this.#open)
      this.#open = null
    })
  }

  /** @throws ImportFailure */
  write(text: string): void {
    try {
      this.#parser.write(text)
    } catch (error) {
      throw error instanceof ImportFailure ? error : damaged(this.#parser.line, error)
    }
  }

  /** @throws ImportFailure where something is still open. */
  end(): void {
    try {
      this.#parser.close()
    } catch (error) {
      throw cutOff(error)
    }
  }

  #number(text: string | undefined): number {
    const value = Number(text)
    if (text === undefined || text === '' || !Number.isFinite(value))
      throw damaged(this.#parser.line)
    return value
  }

  #begin({ name, attributes }: SaxesTagPlain): void {
    if (!this.#hasRoot) {
      this.#hasRoot = true
      if (name === 'osmChange') throw changes()
      if (name !== 'osm') throw otherXml(name)
      this.takenAt = attributes.timestamp ?? null
    } else if (name === 'action') throw changes()
    else if (name === 'remark') this.#isRemark = true
    else if (name === 'meta') this.takenAt ??= attributes.osm_base ?? null
    else if (this.#open) this.#add(this.#open, name, attributes)
    else if (name === 'node' || name === 'way' || name === 'relation')
      this.#open = this.#element(name, attributes)
  }

  #element(type: OsmElement['type'], attributes: Record<string, string>): OsmElement {
    const object = {
      id: this.#number(attributes.id),
      version: attributes.version === undefined ? 0 : this.#number(attributes.version),
      // The second is how the editor JOSM marks what it is about to delete.
      isDeleted: attributes.visible === 'false' || attributes.action === 'delete',
    }
    if (type === 'way') return { type, ...object, refs: [], lonLats: [] }
    if (type === 'relation') return { type, ...object, members: [] }
    // Deleted ones have no place, nor have those that Overpass gave by `out ids` or `out tags`.
    const isPlaced = attributes.lat !== undefined || attributes.lon !== undefined
    const [lat, lon] = isPlaced
      ? [this.#number(attributes.lat), this.#number(attributes.lon)]
      : [Number.NaN, Number.NaN]
    return { type, ...object, lat, lon }
  }

  #add(element: OsmElement, name: string, attributes: Record<string, string>): void {
    if (name === 'tag') {
      element.tags = { ...element.tags, [attributes.k ?? '']: attributes.v ?? '' }
    } else if (name === 'nd' && element.type === 'way') this.#addRef(element, attributes)
    else if (name === 'member' && element.type === 'relation') this.#addMember(element, attributes)
  }

  #addRef(way: OsmWay, { ref, lat, lon }: Record<string, string>): void {
    way.refs.push(this.#number(ref))
    // Overpass can give the position of each ref; most files do not.
    const isPlaced = lat !== undefined
    way.lonLats?.push(isPlaced ? this.#number(lon) : NaN, isPlaced ? this.#number(lat) : NaN)
  }

  #addMember(relation: OsmRelation, { type = '', ref, role = '' }: Record<string, string>): void {
    if (!MEMBER_TYPES.includes(type)) throw damaged(this.#parser.line)
    relation.members.push({ type: type as OsmMember['type'], ref: this.#number(ref), role })
  }
}

const isOf = (kind: ElementKind, { type }: OsmElement): boolean =>
  (type === 'node') === (kind === 'nodes')

/** The text of the file piece by piece, with how many of its bytes have been read. */
async function* textOf(path: string, form: XmlForm): AsyncGenerator<[text: string, read: number]> {
  const bytes = createReadStream(path)
  const contents =
    form === 'xml'
      ? bytes
      : pipeline(bytes, createGunzip(), () => {
          // The loop that reads the contents receives the error.
        })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (piece?: Uint8Array): string => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined })
    } catch (error) {
      throw piece ? notUtf8(error) : cutOff(error)
    }
  }
  try {
    for await (const piece of contents) {
      yield [decode(piece as Uint8Array), bytes.bytesRead]
    }
    yield [decode(), bytes.bytesRead]
  } catch (error) {
    if (error instanceof ImportFailure) throw error
    throw form === 'xml.gz' ? cutOff(error) : error
  } finally {
    bytes.destroy()
  }
}

/** @param file open on the same path. @throws ImportFailure where it is other XML. */
export const xmlExtract = async (
  path: string,
  file: FileHandle,
  form: XmlForm,
): Promise<Extract> => {
  const { size } = await file.stat()
  const blocks: Extract['blocks'] = async function* (kind, onProgress) {
    const elements = new XmlElements()
    for await (const [text, read] of textOf(path, form)) {
      elements.write(text)
      onProgress(read / size)
      yield elements.ready.filter((element) => isOf(kind, element))
      elements.ready = []
    }
    elements.end()
    onProgress(1)
  }
  // The head says what the root is and when the data were taken.
  const head = new XmlElements()
  for await (const [text] of textOf(path, form)) {
    head.write(text)
    if (head.ready.length > 0) break
  }
  const takenAt = new Date(head.takenAt ?? Number.NaN)
  return {
    takenAt: Number.isNaN(takenAt.getTime()) ? null : takenAt,
    blocks,
    close: () => file.close(),
  }
}
