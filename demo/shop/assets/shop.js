// On every page: the basket's count, also when another tab or the back button brings a stale page forward.
import { showCount } from "./basket.js";

showCount();
addEventListener("storage", showCount);
addEventListener("pageshow", showCount);
