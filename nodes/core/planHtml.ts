import type { PlanReport } from './planReport';

export const planHtml = (report: PlanReport): string => report.title;
