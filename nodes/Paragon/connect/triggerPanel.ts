import type { INodeProperties } from 'n8n-workflow';

import type { Locator } from '../../core/locator';

/** A trigger of any integration, as `integration TYPE`. */
export const TRIGGER: Locator = {
	name: 'trigger',
	displayName: 'Trigger',
	description: 'What starts the workflow, one of the triggers that Paragon has for the user',
	searchMethod: 'searchTriggers',
	pattern: /^([\w.-]+ )?\w+$/,
	patternInWords: 'the type of a trigger such as JIRA_TRIGGER_ISSUE_UPDATED',
	placeholder: 'JIRA_TRIGGER_ISSUE_UPDATED',
};

export const TRIGGER_PARAMETERS: INodeProperties = {
	displayName: 'Parameters',
	name: 'parameters',
	type: 'resourceMapper',
	default: { mappingMode: 'defineBelow', value: null },
	noDataExpression: true,
	description: 'What narrows the trigger, as Paragon describes it',
	typeOptions: {
		loadOptionsDependsOn: ['trigger.value'],
		resourceMapper: {
			resourceMapperMethod: 'getTriggerParameters',
			mode: 'add',
			fieldWords: { singular: 'parameter', plural: 'parameters' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: false,
		},
	},
};
