import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runNode } from '../core/run';
import { RESOURCES } from './resources';
import { GENESYS_CLOUD } from './vendor';

/** Executes the node. */
export const run = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
	await runNode(context, GENESYS_CLOUD, RESOURCES);
