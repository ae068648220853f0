/** Tables of a coverage answer, for spreadsheets and maps: one declaration per table. */
import {
  type CoverageAnswer,
  type CoveragePart,
  type CoverageTable,
  FRAGILITY_KINDS,
  REMEDY_KINDS,
} from '../../../data/coverage.ts'
import { type Column, column, type Layout, nameIn } from '../tables/columns.ts'
import { fillTable } from '../tables/table-files.ts'

interface FillableTable {
  /** What of the analysis the table needs. */
  readonly parts: readonly CoveragePart[]
  readonly fill: (answer: CoverageAnswer) => ReturnType<typeof fillTable>
}

interface TableDeclaration<Row> extends Layout<Row>, Pick<FillableTable, 'parts'> {
  readonly rows: (answer: CoverageAnswer) => readonly Row[]
}

const PERCENT = 100
const PERCENT_DECIMALS = 2

const nameColumn = <Row extends Parameters<typeof nameIn>[0]>(): Column<Row> =>
  column('name', '名称', 'Name', nameIn)

const percent = (share: number): number => Number((share * PERCENT).toFixed(PERCENT_DECIMALS))

type Area = CoverageAnswer['byCounty'][number]

const AREA_COLUMNS: readonly Column<Area>[] = [
  column('code', '代码', 'Code', ({ code }) => code),
  nameColumn(),
  column('people', '人口', 'People', ({ people }) => people),
  column('peopleInTime', '达标人口', 'People in time', ({ peopleInTime }) => peopleInTime),
  column(
    'peopleNotInTime',
    '未达标人口',
    'People not in time',
    (area) => area.people - area.peopleInTime,
  ),
  column('percent', '达标率（%）', 'Share in time (%)', ({ share }) => percent(share)),
  column('worstSeconds', '最晚到达（秒）', 'Latest arrival (s)', (area) => area.worstSeconds),
  column(
    'peopleUnreachable',
    '无法到达人口',
    'People who cannot be reached',
    (area) => area.peopleUnreachable,
  ),
]

/** The declaration with its rows filled in; what type they have matters to no one else. */
const table = <Row>({ parts, rows, ...layout }: TableDeclaration<Row>): FillableTable => ({
  parts,
  fill: (answer) => fillTable(layout, rows(answer)),
})

export const FILLABLE_TABLES = {
  counties: table<Area>({
    title: { zh: '区县覆盖', en: 'Coverage by county' },
    parts: ['areas'],
    columns: AREA_COLUMNS,
    rows: ({ byCounty, day }) => day?.byCounty ?? byCounty,
    position: ({ centroid }) => centroid,
  }),
  towns: table<CoverageAnswer['byTown'][number]>({
    title: { zh: '乡镇覆盖', en: 'Coverage by town' },
    parts: ['areas'],
    columns: [
      ...AREA_COLUMNS,
      column('countyCode', '区县代码', 'County code', ({ countyCode }) => countyCode),
    ],
    rows: ({ byTown, day }) => day?.byTown ?? byTown,
    position: ({ centroid }) => centroid,
  }),
  gaps: table<CoverageAnswer['gaps'][number]>({
    title: { zh: '覆盖缺口', en: 'Gaps' },
    parts: ['gaps', 'remedies'],
    columns: [
      column('rank', '序号', 'Rank', ({ rank }) => rank),
      nameColumn(),
      column('townCode', '乡镇代码', 'Town code', ({ townCode }) => townCode),
      column('people', '人口', 'People', ({ people }) => people),
      column('worstSeconds', '最晚到达（秒）', 'Latest arrival (s)', (gap) => gap.worstSeconds),
      column('nearest', '最近站点', 'Nearest station', ({ nearest }, language) =>
        nearest ? nameIn(nearest, language) : null,
      ),
      column(
        'nearestSeconds',
        '其到达（秒）',
        'Its arrival (s)',
        (gap) => gap.nearest?.seconds ?? null,
      ),
      column('remedy', '改进办法', 'Remedy', ({ remedy }, language) =>
        remedy ? REMEDY_KINDS[remedy.kind][language] : null,
      ),
      column('remedyWhere', '改进地点', 'Remedy where', ({ remedy }, language) =>
        remedy ? nameIn(remedy, language) : null,
      ),
      column(
        'peopleWon',
        '可新增达标人口',
        'People it wins',
        (gap) => gap.remedy?.peopleWon ?? null,
      ),
    ],
    rows: ({ gaps }) => gaps,
    position: ({ centroid }) => centroid,
  }),
  fragility: table<CoverageAnswer['fragility'][number]>({
    title: { zh: '薄弱环节', en: 'Fragility' },
    parts: ['fragility'],
    columns: [
      column('kind', '类别', 'Kind', ({ kind }, language) => FRAGILITY_KINDS[kind][language]),
      column('id', '编号', 'Id', ({ id }) => id),
      nameColumn(),
      column('peopleLost', '失去后不再达标人口', 'People lost without it', (row) => row.peopleLost),
    ],
    rows: ({ fragility }) => fragility,
    position: ({ position }) => position,
  }),
  overlap: table<CoverageAnswer['overlap'][number]>({
    title: { zh: '重叠站点（撤去不影响达标）', en: 'Overlap: stations whose removal loses nobody' },
    parts: ['fragility'],
    columns: [column('id', '编号', 'Id', ({ id }) => id), nameColumn()],
    rows: ({ overlap }) => overlap,
    position: ({ position }) => position,
  }),
  distribution: table<CoverageAnswer['distribution'][number]>({
    title: { zh: '到达时间分布', en: 'Distribution of arrival times' },
    parts: ['distribution'],
    columns: [
      column('minutes', '分钟内', 'Within minutes', ({ minutes }) => minutes),
      column('people', '人口', 'People', ({ people }) => people),
    ],
    rows: ({ distribution }) => distribution,
  }),
} as const satisfies Record<CoverageTable, FillableTable>
