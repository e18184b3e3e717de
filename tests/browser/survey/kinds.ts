// One question of every kind and look, and a survey of two questions.
import type { Question, Survey } from "@waymark/protocol";

export const kinds: { readonly [name: string]: Question } = {
  points: { id: "q", kind: "csat", text: "How satisfied are you with the checkout?", note: "Think of the last order." },
  stars: { id: "q", kind: "csat", look: "stars", text: "How do you rate the delivery?" },
  faces: { id: "q", kind: "csat", look: "faces", text: "How was the checkout?" },
  nps: { id: "q", kind: "nps", text: "How likely is it that you would recommend us to a friend?" },
  ces: { id: "q", kind: "ces", text: "The checkout made it easy for me to pay." },
  thumbs: { id: "q", kind: "thumbs", text: "Was this page helpful?" },
  rating: { id: "q", kind: "rating", points: 10, low: "Too slow", high: "Fast enough", text: "How fast was the page?" },
  choices: {
    id: "q",
    kind: "choices",
    text: "What was missing?",
    choices: ["Prices", "Pictures", "Reviews"],
    other: true,
  },
  choice: { id: "q", kind: "choice", text: "What stopped you?", choices: ["Delivery cost", "Payment"], other: true },
  text: { id: "q", kind: "text", text: "What should we fix?", optional: true },
  message: {
    id: "q",
    kind: "message",
    text: "Delivery takes two days longer.",
    link: { text: "Why?", url: "https://shop.example/", look: "button" },
  },
};

export const one = (name: string, theme: Survey["theme"] = "auto"): Survey => ({
  questions: kinds[name] ? [kinds[name]] : [],
  theme,
});

export const leaving: Survey = {
  questions: [
    { id: "reason", kind: "choice", text: "What stopped you?", choices: ["Cost", "Payment"], other: true },
    { id: "more", kind: "text", text: "What should we fix?", when: { reason: ["Payment"] } },
  ],
};
