/** The list of licences names what npm itself says the service is made of, and carries the texts. */
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { notices, thirdPartyPackages } from '../../scripts/licences.ts'

interface Bom {
  bomFormat: string
  components: { name: string; version: string; hashes: object[]; licenses: object[] }[]
}

const npm = (...args: string[]): string => execFileSync('npm', args, { encoding: 'utf8' })

test('the bill of materials has all packages, each with its checksum and its licence', () => {
  const bom = JSON.parse(npm('sbom', '--sbom-format=cyclonedx', '--package-lock-only')) as Bom
  expect(bom.bomFormat).toBe('CycloneDX')
  const named = new Set(bom.components.map(({ name, version }) => `${name} ${version}`))
  expect(thirdPartyPackages().filter(({ name }) => !named.has(name))).toEqual([])
  expect(bom.components.filter((each) => !each.hashes?.length || !each.licenses?.length)).toEqual(
    [],
  )
})

test('npm counts the same packages to the service', () => {
  const lines = npm('ls', '--all', '--omit=dev', '--parseable', '--long').trimEnd().split('\n')
  const named = lines
    .slice(1)
    .map((line) => line.split(':')[1]!.replace(/@([^@]*)$/, ' $1'))
    // of one system alone, or wanted by a package of the service if it is there for another reason
    .filter((name) => !/-(linux|darwin|win|win32)-|^typescript |^@types\/react /.test(name))
  const ours = thirdPartyPackages().filter(({ isUsedInService }) => isUsedInService)
  expect(new Set(ours.map(({ name }) => name))).toEqual(new Set(named))
})

test('copyright lines, licences of fonts and notices go with the page', () => {
  const texts = notices()
  expect(texts).toMatch('@fontsource/noto-sans-sc 5.3.0 (OFL-1.1)\n\n')
  expect(texts).toMatch('SIL OPEN FONT LICENSE Version 1.1')
  expect(texts).toMatch('Apache ECharts\nCopyright')
  expect(texts).toMatch('Copyright (c) Meta Platforms, Inc. and affiliates.')
  expect(texts).toMatch('saxes 6.0.0 (ISC)\n\nThe package holds no text.')
  expect(texts).not.toMatch(/^vitest /m)
})
