import type { Action } from './plan';

export interface ReportedAction extends Action {
	readonly status: 'planned' | 'done' | 'failed' | 'skipped';
	readonly error?: string;
}

export interface PlanReport {
	readonly title: string;
	readonly vendor: string;
	readonly dryRun: boolean;
	readonly at: string;
	readonly actions: readonly ReportedAction[];
	readonly stops: readonly string[];
}
