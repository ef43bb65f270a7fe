import { definitionOf, EVENTS, OTHER } from '../../../../nodes/Paragon/connect/events.ts';
import { hasCome } from '../../../../nodes/Paragon/connect/seen.ts';
import { invalidInputOf } from '../../support/thrown.mts';

const define = (type: string, title?: string) => ({ type, title, integration: 'jira' });

test.each([
	['newIssue', define('JIRA_TRIGGER_ISSUE_CREATED')],
	['newIssue', define('JIRA_TRIGGER_NEW_ISSUE')],
	['newIssue', define('X', 'New Issue')],
	['newIssue', define('X', 'Issue created')],
	['issueUpdated', define('JIRA_TRIGGER_ISSUE_UPDATED')],
	['issueUpdated', define('JIRA_UPDATED_ISSUE')],
	['newComment', define('JIRA_TRIGGER_COMMENT_CREATED')],
	['newComment', define('JIRA_TRIGGER_NEW_COMMENT')],
	['newComment', define('X', 'Comment Added')],
	['projectCreated', define('JIRA_TRIGGER_PROJECT_CREATED')],
	['projectUpdated', define('JIRA_TRIGGER_UPDATED_PROJECT')],
	['projectUpdated', define('X', 'Project Updated')],
])('%s is %j', (event, definition) => {
	const others = [define('JIRA_TRIGGER_ISSUE_DELETED'), define('Y', 'New Issue Link')];
	expect(definitionOf(event, [...others, definition])).toBe(definition);
});

test('a title goes before a type', () => {
	const titled = define('X', 'New Issue');
	expect(definitionOf('newIssue', [define('JIRA_TRIGGER_NEW_ISSUE', 'Old one'), titled])).toBe(
		titled,
	);
});

test('of every event something is known; others are told with what there is', () => {
	for (const { value } of EVENTS.filter((event) => event.value !== OTHER)) {
		const error = invalidInputOf(() => definitionOf(value, [define('A', 'One'), define('B')]));
		expect(error).toMatchObject({ field: 'Trigger On', help: expect.stringContaining('Other') });
		expect(error.problem).toMatch(/it has One, B$/);
	}
	expect(invalidInputOf(() => definitionOf('newIssue', [])).problem).toMatch(/it has none$/);
});

test('an event comes once for each trigger; the oldest of a thousand is forgotten', () => {
	expect(hasCome('a', '1')).toBe(false);
	expect(hasCome('a', '1')).toBe(true);
	expect(hasCome('b', '1')).toBe(false);
	for (let index = 2; index <= 1000; index++) hasCome('a', String(index));
	expect(hasCome('a', '1')).toBe(true);
	hasCome('a', '1001');
	expect(hasCome('a', '1000')).toBe(true);
	expect(hasCome('a', '1')).toBe(false);
});
