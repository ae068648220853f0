/** What every service works with: what the application was given, and what services share. */
import type { Dependencies } from '../dependencies.ts'
import { Analyses } from './analyses.ts'
import { ClosedRoads } from './hazards/closed-roads.ts'
import { ClosuresInForce } from './hazards/closures-in-force.ts'
import { JoinedFeatures } from './nearest/joined-features.ts'
import { Registers } from './registers.ts'
import { RevisionMemo } from './revision-memo.ts'

export type ServiceDependencies = Pick<
  Dependencies,
  | 'store'
  | 'network'
  | 'noticed'
  | 'backups'
  | 'planner'
  | 'siting'
  | 'tables'
  | 'roadImports'
  | 'backUp'
  | 'logger'
  | 'now'
  | 'ending'
>

export interface ServiceContext extends ServiceDependencies {
  readonly registers: Registers
  readonly joined: JoinedFeatures
  readonly closedRoads: ClosedRoads
  readonly inForce: ClosuresInForce
  readonly analyses: Analyses
}

/** A service, with what all of them share. */
export abstract class Service {
  protected readonly context: ServiceContext

  constructor(context: ServiceContext) {
    this.context = context
  }
}

export const createServiceContext = (dependencies: ServiceDependencies): ServiceContext => {
  const registers = new Registers(new RevisionMemo(), dependencies.now)
  const analyses = new Analyses(dependencies, registers)
  return {
    ...dependencies,
    registers,
    joined: new JoinedFeatures(),
    closedRoads: new ClosedRoads(dependencies, analyses),
    inForce: new ClosuresInForce(registers.memo),
    analyses,
  }
}
