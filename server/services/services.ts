/** What routes may ask for, by capability. */
import type { NearestAnswer, NearestQuery } from '../../data/nearest.ts'
import type { RerouteInput } from '../../data/order-watch.ts'
import { Adequacy } from './adequacy/adequacy.ts'
import { ReserveNorms } from './adequacy/reserve-norms.ts'
import { FeatureWrites } from './changes/feature-writes.ts'
import { History } from './changes/history.ts'
import { Collections } from './collections/collections.ts'
import { Busy } from './coverage/busy.ts'
import { Coverage } from './coverage/coverage.ts'
import { Deployments } from './deployments/deployments.ts'
import { Scenarios, savedStandards } from './documents/scenarios.ts'
import { Events } from './events/events.ts'
import { ExportForms } from './export-forms/export-forms.ts'
import { Closures, closureEffects } from './hazards/closures.ts'
import { Warnings } from './hazards/warnings.ts'
import { health, materialsCatalogue } from './health.ts'
import { Imports } from './imports/imports.ts'
import { nearestAnswer } from './nearest/nearest.ts'
import { nearestTable } from './nearest/nearest-table.ts'
import { FirstRuns } from './region/first-run.ts'
import { Regions } from './region/region.ts'
import { RoadsInUse } from './region/roads.ts'
import { Gazetteer } from './search/gazetteer.ts'
import { search } from './search/search.ts'
import { createServiceContext, type ServiceDependencies } from './service-context.ts'
import { Siting } from './siting/siting.ts'
import { SitingRuns } from './siting/siting-runs.ts'
import { findStock, foundStockTable, type StockQuery } from './stock/found-stock.ts'
import { itemSheets } from './stock/item-sheets.ts'
import { kits } from './stock/kits.ts'
import { Ledger } from './stock/ledger.ts'
import { RoadTiles } from './tiles/road-tiles.ts'
import { LoadLinksService } from './transfers/load-links.ts'
import { rerouteOrder, watchOrders } from './transfers/order-watch.ts'
import { Orders } from './transfers/orders.ts'
import { Plans } from './transfers/plans.ts'
import { unloadingPoints } from './transfers/unloading-points.ts'

export const createServices = (dependencies: ServiceDependencies) => {
  const context = createServiceContext(dependencies)
  const ledger = new Ledger(context)
  const norms = new ReserveNorms(context)
  const plans = new Plans(context)
  const gazetteer = new Gazetteer(context.registers, () => context.network()?.graph ?? null)
  return {
    now: context.now,
    events: new Events(context),
    collections: new Collections(context),
    featureWrites: new FeatureWrites(context),
    history: new History(context),
    nearest: (query: NearestQuery, filter: Readonly<Record<string, readonly string[]>>) =>
      nearestAnswer(context, query, filter),
    nearestTable: (answer: NearestAnswer) => nearestTable(context.tables, answer),
    coverage: new Coverage(context),
    busy: new Busy(context),
    siting: new Siting(context),
    sitingRuns: new SitingRuns(context),
    scenarios: new Scenarios(context),
    standards: savedStandards(context),
    closures: new Closures(context),
    closureEffects: (at: Date, signal: AbortSignal) => closureEffects(context, at, signal),
    warnings: new Warnings(context),
    stock: {
      find: (query: StockQuery, signal: AbortSignal) => findStock(context, query, signal),
      table: (query: StockQuery, signal: AbortSignal) => foundStockTable(context, query, signal),
    },
    ledger,
    plans,
    orders: new Orders(context, plans),
    loadLinks: new LoadLinksService(context),
    watchOrders: (signal: AbortSignal) => watchOrders(context, signal),
    rerouteOrder: (number: string, input: RerouteInput, signal: AbortSignal) =>
      rerouteOrder(context, number, input, signal),
    unloadingPoints: unloadingPoints(context),
    itemSheets: itemSheets(context),
    kits: kits(context),
    exportForms: new ExportForms(context),
    deployments: new Deployments(context),
    imports: new Imports(context),
    norms,
    adequacy: new Adequacy(context, norms),
    search: (text: string, limit: number) => search(context, gazetteer, text, limit),
    health: () => health(context, ledger),
    regions: new Regions(context),
    firstRuns: new FirstRuns(context),
    roads: new RoadsInUse(context),
    materials: materialsCatalogue(context),
    roadTiles: new RoadTiles(context),
  }
}

export type Services = ReturnType<typeof createServices>
