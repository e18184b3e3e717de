// One survey of every kind of question, and of what else a survey can do.

const LINK = { text: "Read on", url: "/delivery" };

/** By name: the questions, and what the survey has besides. */
export const SURVEYS = {
  nps: [{ kind: "nps", text: "How likely is it that you would recommend us to a friend?" }],
  points: [{ kind: "csat", text: "How satisfied are you with the checkout?" }],
  stars: [{ kind: "csat", look: "stars", text: "How do you rate the delivery?" }],
  faces: [{ kind: "csat", look: "faces", text: "How was the checkout?" }],
  ces: [{ kind: "ces", text: "The checkout made it easy for me to pay." }],
  thumbs: [{ kind: "thumbs", text: "Was this page helpful?" }],
  rating: [{ kind: "rating", points: 10, low: "Too slow", high: "Fast enough", text: "How fast was the page?" }],
  choice: [
    {
      kind: "choice",
      other: true,
      text: "What stopped you today?",
      choices: ["Delivery cost", "Payment did not work", "Just looking"],
    },
  ],
  choices: [
    {
      kind: "choices",
      other: true,
      text: "What did you miss here?",
      choices: ["Prices", "Pictures", "Other people's words"],
    },
  ],
  text: [{ kind: "text", text: "What should we fix?", note: "A word is enough.", optional: true }],
  message: [{ kind: "message", text: "Parcels to the islands take two days longer this week.", link: LINK }],
  button: [
    {
      kind: "message",
      text: "Parcels to the islands take two days longer this week.",
      link: { ...LINK, look: "button" },
    },
  ],
  several: [
    { kind: "csat", look: "faces", text: "How was the checkout?" },
    { kind: "text", text: "What should we fix?", when: { q0: { max: 3 } } },
  ],
};

/** Makes a survey of one of these. */
export const toSurvey = (name, more) => ({
  questions: SURVEYS[name].map((question, index) => ({ id: `q${index}`, ...question })),
  decline: name === "several",
  ...more,
});
