import type { Language } from '../../../../../data/bilingual.ts'
import type { AreaCoverage } from '../../../../../data/coverage.ts'
import { localisedName } from '../../../../form/localised-name.ts'
import { numberText } from '../../../../form/number-text.ts'
import type { Translate } from '../../../../i18n/text.ts'
import { arrivalText, signedText } from '../figure-text.ts'
import { Share } from '../share-bar.tsx'
import type { TableColumn } from './table-column.ts'
import { NAME_COLUMN } from './table-row.tsx'

export interface AreaColumnOptions {
  t: Translate<'coverage'>
  language: Language
  /** People won or lost through the scenario, by code; null where there is no scenario. */
  changes: ReadonlyMap<string, number> | null
  /** How many areas there are when none is filtered out. */
  areaCount: number
}

const sum = <Row,>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((total, row) => total + of(row), 0)

const peopleOf = ({ people }: AreaCoverage): number => people
const peopleInTimeOf = ({ peopleInTime }: AreaCoverage): number => peopleInTime

/** The columns that counties and towns have in common. */
export const areaColumns = <Row extends AreaCoverage>(
  options: AreaColumnOptions,
): TableColumn<Row>[] => {
  const { t, language, changes } = options
  return [
    nameColumn(options),
    // who tries something out wants to see what it does; how many live there is in the share
    changes === null ? peopleColumn(options) : changeColumn(options, changes),
    {
      key: 'inTime',
      label: t('tables.columns.inTime'),
      isFigure: true,
      sortValue: peopleInTimeOf,
      cell: ({ peopleInTime }) => numberText(peopleInTime, language),
      total: (rows) => numberText(sum(rows, peopleInTimeOf), language),
    },
    {
      key: 'share',
      label: t('tables.columns.share'),
      isFigure: true,
      sortValue: ({ share }) => share,
      cell: ({ people, peopleInTime }) => <Share part={peopleInTime} all={people} />,
      total: (rows) => <Share part={sum(rows, peopleInTimeOf)} all={sum(rows, peopleOf)} />,
    },
    {
      key: 'worst',
      label: t('tables.columns.worst'),
      isFigure: true,
      sortValue: ({ worstSeconds }) => worstSeconds,
      cell: ({ worstSeconds }) => arrivalText(worstSeconds, language, t('tables.unreachable')),
    },
  ]
}

const nameColumn = <Row extends AreaCoverage>({
  t,
  language,
  areaCount,
}: AreaColumnOptions): TableColumn<Row> => ({
  key: NAME_COLUMN,
  label: t('tables.columns.area'),
  sortValue: (row) => localisedName(row, language),
  cell: (row) => localisedName(row, language),
  total: ({ length }) =>
    length === areaCount ? t('tables.total') : t('tables.totalShown', { count: length }),
})

const peopleColumn = <Row extends AreaCoverage>({
  t,
  language,
}: AreaColumnOptions): TableColumn<Row> => ({
  key: 'people',
  label: t('tables.columns.people'),
  isFigure: true,
  sortValue: peopleOf,
  cell: ({ people }) => numberText(people, language),
  total: (rows) => numberText(sum(rows, peopleOf), language),
})

const changeColumn = <Row extends AreaCoverage>(
  { t, language }: AreaColumnOptions,
  changes: ReadonlyMap<string, number>,
): TableColumn<Row> => {
  const changeOf = ({ code }: AreaCoverage): number => changes.get(code) ?? 0
  return {
    key: 'change',
    label: t('tables.columns.change'),
    isFigure: true,
    sortValue: changeOf,
    cell: (row) => <Change people={changeOf(row)} language={language} />,
    total: (rows) => signedText(sum(rows, changeOf), language),
  }
}

/** An area that the scenario leaves as it is says nothing. */
const Change = ({ people, language }: { people: number; language: Language }) =>
  people === 0 ? null : (
    <span className={people > 0 ? 'is-gain' : 'is-loss'}>{signedText(people, language)}</span>
  )
