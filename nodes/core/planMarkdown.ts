import type { PlanReport } from './planReport';

export const planMarkdown = (report: PlanReport): string => report.title;
