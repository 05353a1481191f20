/** Takes messages of the queue; those that it names come again. */
exports.handler = async ({ Records }) => {
  const batchItemFailures = [];
  for (const { messageId, body } of Records) {
    try {
      console.log(`a mail to ${JSON.parse(body).to}`);
    } catch {
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
};
