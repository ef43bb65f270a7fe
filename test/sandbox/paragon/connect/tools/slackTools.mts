import { PAGINATION, type Tool } from './tool.mts';

/** Tools of a second integration. */
export const slackTools: readonly Tool[] = [
	{
		name: 'SLACK_SEND_MESSAGE',
		title: 'Send message',
		description: 'Send a message to a channel in Slack',
		inputs: [
			{
				id: 'channel',
				title: 'Channel',
				type: 'DYNAMIC_ENUM',
				json: 'string',
				subtitle: 'ID or name of the channel.',
				required: true,
			},
			{ id: 'message', title: 'Message', type: 'TEXTAREA', json: 'string', required: true },
			{ id: 'broadcast', title: 'Broadcast', type: 'BOOLEAN_INPUT', json: 'boolean' },
		],
		run: async ({ channel, message }, ask) =>
			await ask('POST', '/chat.postMessage', { channel, text: message }),
	},
	{
		name: 'SLACK_LIST_CHANNELS',
		title: 'List channels',
		description: 'List the channels in Slack',
		inputs: [{ id: 'limit', title: 'Limit', type: 'TEXT', json: 'number' }, PAGINATION],
		async run({ limit = 100, paginationParameters = {} }, ask) {
			const { pageCursor, pageToken } = paginationParameters as Record<string, string | undefined>;
			const cursor = pageCursor ?? pageToken ?? '';
			const answer = await ask(
				'GET',
				`/conversations.list?limit=${Number(limit)}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
			);
			const nextPageCursor: unknown = answer.body.response_metadata?.next_cursor;
			if (!nextPageCursor) return answer;
			return { ...answer, text: JSON.stringify({ ...answer.body, nextPageCursor }) };
		},
	},
];
