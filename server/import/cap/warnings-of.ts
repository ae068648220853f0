/** From a CAP message to warnings of the map: one per info in the reader's language. */
import { WARNING_LIMITS, type WarningInput, type WarningOrigin } from '../../../data/warning.ts'
import { CapRefused } from './cap-refused.ts'
import type { CapAlert, CapInfo } from './read-cap.ts'
import { cutTo, nameOf } from './warning-name.ts'
import { kindOf, levelOf } from './warning-words.ts'

export interface CapWarning {
  readonly input: WarningInput
  readonly origin: WarningOrigin
}

/** Infos in Chinese, or in whatever language the first one is. */
const readable = (infos: readonly CapInfo[]): readonly CapInfo[] => {
  const chinese = infos.filter(({ language }) => language.toLowerCase().startsWith('zh'))
  if (chinese.length > 0) return chinese
  const [first] = infos
  return infos.filter(({ language }) => language === first?.language)
}

/**
 * What ends before it begins is never in force. To be kept it must end after its beginning: so it
 * does, by the least there is.
 */
const endOf = (from: string, expires: string | null): string | null =>
  expires && Date.parse(expires) <= Date.parse(from)
    ? new Date(Date.parse(from) + 1).toISOString()
    : expires

/** @throws CapRefused where there is nothing to put on a map. */
export const warningsOf = (alert: CapAlert): CapWarning[] => {
  const infos = readable(alert.infos)
  if (infos.length === 0) {
    throw new CapRefused(
      'CAP 消息没有 info，无法形成预警。',
      'The CAP message has no info to warn of.',
    )
  }
  return infos.map((info): CapWarning => {
    if (info.rings.length === 0) {
      throw new CapRefused(
        `“${info.areaText || info.event}”没有多边形或圆形区域，无法上图。`,
        `“${info.areaText || info.event}” has no polygon or circle, so it cannot be put on the map.`,
      )
    }
    const { level, from: levelFrom } = levelOf(info)
    const from = info.from ?? alert.sent
    const until = endOf(from, info.until)
    return {
      input: {
        ...{ name: nameOf(info, level), level, kind: kindOf(info), from, until },
        area: { type: 'MultiPolygon', coordinates: info.rings.map((ring) => [[...ring]]) },
        text: cutTo(
          [info.areaText, info.description].filter(Boolean).join('\n'),
          WARNING_LIMITS.mostTextCharacters,
        ),
      },
      origin: {
        source: 'cap',
        identifier: alert.identifier,
        sender: alert.sender,
        status: alert.status,
        levelFrom: cutTo(levelFrom, WARNING_LIMITS.mostNameCharacters),
      },
    }
  })
}
