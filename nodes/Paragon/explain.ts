import type { IDataObject } from 'n8n-workflow';

import type { Refusal } from '../core/errors';
import { explainStatus } from '../core/explain';
import type { Explanation } from '../core/explain';
import type { Answer } from '../core/vendor';

const EXPLANATIONS: Record<number, Explanation> = {
	400: { message: 'Paragon refused the values' },
	401: {
		message: 'Paragon did not accept the session',
		help: 'Check Base URL, Email and Password in the credential: they have to belong together.',
	},
	403: {
		message: "The credential's user may not do this",
		help: 'In Paragon, give the user the role Admin or Member: the role Support may not see client IDs and secrets, nor change anything.',
	},
	404: {
		message: 'Paragon has nothing with this ID',
		help: 'It may have been deleted, or be in another project, or in a team that the user is not a member of.',
	},
	422: { message: 'Paragon refused the values' },
	429: { message: 'Too many requests to Paragon' },
};

/** An answer that says no, in words that help. */
export const explain = (answer: Answer): Refusal =>
	explainStatus('Paragon', EXPLANATIONS, answer, codeIn(answer.body));

/** Paragon's own code for an error, such as 13200. */
function codeIn(body: unknown): string | undefined {
	const code = (body as IDataObject | null | undefined)?.code;
	return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
}
