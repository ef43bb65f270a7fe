import { commentOperations } from './comments.mts';
import { createMetaOperations } from './createMeta.mts';
import { issueOperations } from './issues.mts';
import { lookupOperations } from './lookups.mts';
import { projectOperations } from './projects.mts';
import { searchOperations } from './search.mts';
import type { Operation } from './site.mts';
import { webhookOperations } from './webhooks.mts';

/** Every operation of the REST API that the stand-in has. */
export const OPERATIONS: readonly Operation[] = [
	...issueOperations,
	...commentOperations,
	...createMetaOperations,
	...searchOperations,
	...projectOperations,
	...lookupOperations,
	...webhookOperations,
];
