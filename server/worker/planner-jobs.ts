/** What planners ask a worker thread for: each job a name, a question and an answer. */
import type { CoveragePart } from '../../data/coverage.ts'
import type { SitingQuery } from '../../data/siting.ts'
import type { Arrivals } from '../analysis/coverage/arrivals.ts'
import type { Contour } from '../analysis/coverage/contours.ts'
import { type CoverageFigures, coverageFigures } from '../analysis/coverage/coverage-figures.ts'
import type { CoverageModel } from '../analysis/coverage/coverage-model.ts'
import type { CoverageQuestion, ShouldStop } from '../analysis/coverage/question.ts'
import { type SiteGround, siteGround } from '../analysis/coverage/site-ground.ts'

export interface PlannerJobs {
  coverage: {
    input: { question: CoverageQuestion; parts: readonly CoveragePart[] }
    output: CoverageFigures
  }
  arrivals: { input: { question: CoverageQuestion }; output: Arrivals }
  contours: {
    input: { question: CoverageQuestion; minutes: readonly number[] }
    output: Contour[]
  }
  'site-ground': {
    input: { question: CoverageQuestion; query: SitingQuery }
    output: SiteGround
  }
}

export type JobName = keyof PlannerJobs

type Handlers = {
  [Name in JobName]: (
    model: CoverageModel,
    input: PlannerJobs[Name]['input'],
    shouldStop: ShouldStop,
  ) => PlannerJobs[Name]['output']
}

const HANDLERS: Handlers = {
  coverage: (model, { question, parts }, shouldStop) =>
    coverageFigures(model, question, parts, shouldStop),
  arrivals: (model, { question }) => model.arrivals(question),
  contours: (model, { question, minutes }, shouldStop) =>
    model.contours(question, minutes, shouldStop),
  'site-ground': (model, { question, query }, shouldStop) =>
    siteGround(model, query, question, shouldStop),
}

/** @throws whatever the analysis throws. */
export const runJob = <Name extends JobName>(
  model: CoverageModel,
  name: Name,
  input: PlannerJobs[Name]['input'],
  shouldStop: ShouldStop,
): PlannerJobs[Name]['output'] => HANDLERS[name](model, input, shouldStop)
