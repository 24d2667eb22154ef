// TensorFlow Playground's page without its page: what it computes for a frame, asked for by lines
// on standard input. The functions are its own, put in below from a checkout (playground.py); what
// stands here is the state they read. A scale is linear arithmetic, as D3's is.
import {classifyCircleData, shuffle} from "playground/dataset";
import * as nn from "playground/nn";
import {scale} from "d3";

const d3 = {scale};
const DENSITY = 100;
const xDomain = [-6, 6];
const state: any = {x: true, y: true, learningRate: 0.03, regularizationRate: 0};
let boundary: any = {};
let iter = 0, lossTrain = 0, lossTest = 0;
let network: nn.Node[][], trainData: any[], testData: any[];

/* playground.ts */

function updateUI(firstStep = false) {
  updateDecisionBoundary(network, firstStep);
}

// Numbers drawn from a seed (mulberry32).
let drawn = 1;
Math.random = () => {
  drawn = (drawn + 0x6d2b79f5) | 0;
  let t = Math.imul(drawn ^ (drawn >>> 15), 1 | drawn);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const data = classifyCircleData(500, 0);
shuffle(data);
trainData = data.slice(0, 250);
testData = data.slice(250);

require("readline").createInterface({input: process.stdin}).on("line", line => {
  const {sizes, activation, batch, epochs, fresh} = JSON.parse(line);
  if (fresh) {
    state.batchSize = batch;
    network = nn.buildNetwork(
        sizes, nn.Activations[activation], nn.Activations.TANH, null, ["x", "y"]);
    updateUI(true);
  }
  const start = performance.now();
  for (let epoch = 0; epoch < epochs; epoch++) {
    oneStep();
  }
  console.log((performance.now() - start) / 1e3);
});
