/** Pictures as they are kept, read by GDAL: nothing beside the picture, and the same picture. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { plainPicture } from '../../server/services/transfers/plain-picture.ts'
import { JPEG, PNG, WEBP } from '../fixtures/small-pictures.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

/** Of gdal-bin on Debian and Ubuntu. */
const GDAL = { info: 'gdalinfo' } as const
const hasGdal = spawnSync(GDAL.info, ['--version']).status === 0
if (!hasGdal) {
  console.warn('gdalinfo is not installed (gdal-bin), so pictures are not read by another program')
}

/** What GDAL says of a picture: everything written in it, and a check sum of each band. */
const said = (name: string, bytes: Uint8Array) => {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, bytes)
  const args = ['-checksum', '-mdd', 'all', path]
  const { stdout, stderr, status } = spawnSync(GDAL.info, args, { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  return { text: stdout, checksums: stdout.match(/Checksum=\d+/g) }
}

describe.runIf(hasGdal)('GDAL', () => {
  test.each([
    ['photo.jpg', JPEG, ['EXIF_GPSLatitude=(35) (24) (54)', 'EXIF_Make', 'COMMENT=']],
    ['photo.png', PNG, ['Description=SECRET']],
    // GDAL shows nothing of what is written beside this picture: the bytes do.
    ['photo.webp', WEBP, []],
  ])('finds nothing beside the picture any more in %s', (name, bytes, written) => {
    const before = said(name, bytes)
    for (const each of written) expect(before.text).toContain(each)
    expect(Buffer.from(bytes).includes('SECRET')).toBe(true)
    const plain = plainPicture(bytes)!.bytes
    expect(Buffer.from(plain).includes('SECRET')).toBe(false)
    const after = said(name, plain)
    expect(after.text).not.toMatch(/SECRET|EXIF_|COMMENT|Description|xml:XMP/)
    expect(after.checksums).toEqual(before.checksums)
    expect(after.checksums).not.toBeNull()
  })
})
