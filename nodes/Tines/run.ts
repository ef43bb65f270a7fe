import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runNode } from '../core/run';
import { RESOURCES } from './resources';
import { TINES } from './vendor';

/** Executes the node. */
export const run = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
	await runNode(context, TINES, RESOURCES);
