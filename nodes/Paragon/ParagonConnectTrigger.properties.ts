import type { INodeProperties } from 'n8n-workflow';

import { locatorProperty } from '../core/locator';
import { EVENTS, OTHER } from './connect/events';
import { TRIGGER, TRIGGER_PARAMETERS } from './connect/triggerPanel';
import { ON_BEHALF } from './connect/user';

/** The node's panel; what is published has it as data. */
export const PROPERTIES: INodeProperties[] = [
	...ON_BEHALF.properties,
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		options: EVENTS,
		default: 'newIssue',
		required: true,
	},
	{
		displayName: 'JQL Filter',
		name: 'jql',
		type: 'string',
		default: '',
		placeholder: 'e.g. project = OPS',
		description: 'Only for issues that this query finds',
		displayOptions: { show: { triggerOn: ['issueUpdated', 'newComment', 'newIssue'] } },
	},
	{ ...locatorProperty(TRIGGER), displayOptions: { show: { triggerOn: [OTHER] } } },
	{ ...TRIGGER_PARAMETERS, displayOptions: { show: { triggerOn: [OTHER] } } },
];
