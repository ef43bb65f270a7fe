import type { IDataObject } from 'n8n-workflow';

import type { Output } from '../../core/operation';

/** An app's answer as items: one for each entry of a list; what is no record goes as `output`. */
export const outputsOf = (answer: unknown): Output[] =>
	(Array.isArray(answer) ? answer : [answer]).map((entry: unknown) => ({
		json: isRecord(entry) ? entry : { output: (entry ?? null) as IDataObject['output'] },
	}));

const isRecord = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
