// The map's page: starts in the document that loaded it.
import { startPage } from "./page/start-page.tsx";

startPage(document.body);
