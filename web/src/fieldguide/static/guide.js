import"./chunk.js";
