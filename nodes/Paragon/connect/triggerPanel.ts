import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

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

/** What the editor says about testing and publishing the trigger. */
export const TEXTS: Pick<
	INodeTypeDescription,
	'activationMessage' | 'eventTriggerDescription' | 'triggerPanel'
> = {
	eventTriggerDescription: 'Now make it happen in Jira, or in the app that you have chosen',
	activationMessage: 'Paragon now sends its events to n8n.',
	triggerPanel: {
		header: 'Wait for an event from Paragon',
		executionsHelp: {
			inactive:
				'<b>While you build the workflow</b>, execute this step: n8n subscribes at Paragon, waits for one event, and shows it here. Pin it to work on with it. <br /><br /><b>Once it is ready</b>, publish the workflow: it then runs for each event. These runs are shown in the <a data-key="executions">executions list</a>.',
			active:
				'<b>While you build the workflow</b>, execute this step: n8n subscribes at Paragon, waits for one event, and shows it here. Pin it to work on with it. <br /><br /><b>The published workflow</b> runs for each event all the same. These runs are shown in the <a data-key="executions">executions list</a>.',
		},
		activationHint: {
			inactive:
				'Once you have built the workflow, publish it to have it run for each event; until then only this step waits.',
			active: 'The published workflow runs for each event as well.',
		},
	},
};
