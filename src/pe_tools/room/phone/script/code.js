// A QR code (ISO/IEC 18004): bytes, level L, mask 0, versions 1 to 15, so 520 bytes at most.
var CORRECTION = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22];
var BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6];
var FORMAT = 30660;

function codewords(version) {
  var centres = version > 1 ? Math.floor(version / 7) + 2 : 0;
  var modules = (16 * version + 128) * version + 64;
  if (centres) { modules -= (25 * centres - 10) * centres - 55; }
  return Math.floor((version > 6 ? modules - 36 : modules) / 8);
}

function room(version) {
  return codewords(version) - CORRECTION[version - 1] * BLOCKS[version - 1];
}

function pushBits(bits, value, length) {
  while (length) {
    length -= 1;
    bits.push((value >> length) & 1);
  }
}

// The bytes of a text as codewords, filled up to what the version holds.
function wordsOf(bytes, version) {
  var bits = [], words = [], filler = 236;
  pushBits(bits, 4, 4);
  pushBits(bits, bytes.length, version > 9 ? 16 : 8);
  bytes.forEach(function (byte) { pushBits(bits, byte, 8); });
  pushBits(bits, 0, Math.min(4, room(version) * 8 - bits.length));
  while (bits.length % 8) { bits.push(0); }
  while (bits.length) { words.push(parseInt(bits.splice(0, 8).join(""), 2)); }
  while (words.length < room(version)) {
    words.push(filler);
    filler = 253 - filler;
  }
  return words;
}

function times(a, b) {
  var product = 0, bit;
  for (bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ (product >> 7 ? 285 : 0);
    if ((b >> bit) & 1) { product ^= a; }
  }
  return product;
}

function remainder(words, divisor) {
  var rest = divisor.map(function () { return 0; });
  words.forEach(function (word) {
    var factor = word ^ rest.shift();
    rest.push(0);
    divisor.forEach(function (part, place) { rest[place] ^= times(part, factor); });
  });
  return rest;
}

function divisorOf(degree) {
  var parts = [], root = 1, turn;
  for (turn = 0; turn < degree; turn += 1) { parts.push(turn === degree - 1 ? 1 : 0); }
  for (turn = 0; turn < degree; turn += 1) {
    parts = parts.map(function (part, place) {
      return times(part, root) ^ (parts[place + 1] || 0);
    });
    root = times(root, 2);
  }
  return parts;
}

// Data and correction of all blocks, taken from them in turn.
function interleaved(words, version) {
  var count = BLOCKS[version - 1], short = Math.floor(words.length / count), blocks = [], all = [];
  var divisor = divisorOf(CORRECTION[version - 1]), start = 0, place;
  for (place = 0; place < count; place += 1) {
    blocks.push(words.slice(start, start += short + (place >= count - words.length % count ? 1 : 0)));
  }
  for (place = 0; place <= short; place += 1) {
    blocks.forEach(function (block) { if (place < block.length) { all.push(block[place]); } });
  }
  blocks = blocks.map(function (block) { return remainder(block, divisor); });
  divisor.forEach(function (_, part) {
    blocks.forEach(function (block) { all.push(block[part]); });
  });
  return all;
}

function square(grid, row, column, radius, isDark) {
  var down, right, ring;
  for (down = -radius; down <= radius; down += 1) {
    for (right = -radius; right <= radius; right += 1) {
      ring = Math.max(Math.abs(down), Math.abs(right));
      if (grid[row + down] && column + right >= 0 && column + right < grid.length) {
        grid[row + down][column + right] = isDark(ring) ? 1 : 0;
      }
    }
  }
}

function centresOf(version, size) {
  var count = Math.floor(version / 7) + 2, centres = [], place = size - 7;
  var gap = Math.ceil((4 * version + 4) / (2 * count - 2)) * 2;
  while (centres.length < count - 1) {
    centres.unshift(place);
    place -= gap;
  }
  return version > 1 ? [6].concat(centres) : [];
}

// The grid with all that is not data.
function frame(version) {
  var size = 17 + 4 * version, grid = [], place;
  for (place = 0; place < size; place += 1) { grid.push([]); }
  for (place = 8; place < size - 8; place += 1) { grid[6][place] = grid[place][6] = 1 - place % 2; }
  [[3, 3], [3, size - 4], [size - 4, 3]].forEach(function (eye) {
    square(grid, eye[0], eye[1], 4, function (ring) { return ring !== 2 && ring !== 4; });
  });
  centresOf(version, size).forEach(function (row, _, centres) {
    centres.forEach(function (column) {
      if (!isEye(row, column, size)) {
        square(grid, row, column, 2, function (ring) { return ring !== 1; });
      }
    });
  });
  putFormat(grid, size);
  if (version > 6) { putVersion(grid, size, version); }
  return grid;
}

function isEye(row, column, size) {
  var more = Math.max(row, column);
  return Math.min(row, column) === 6 && (more === 6 || more === size - 7);
}

function putFormat(grid, size) {
  var place, bit;
  for (place = 0; place < 15; place += 1) {
    bit = (FORMAT >> place) & 1;
    grid[place < 6 ? place : place < 8 ? place + 1 : size - 15 + place][8] = bit;
    grid[8][place < 8 ? size - 1 - place : place < 9 ? 7 : 14 - place] = bit;
  }
  grid[size - 8][8] = 1;
}

function putVersion(grid, size, version) {
  var rest = version, bits, place, row, column;
  for (place = 0; place < 12; place += 1) { rest = (rest << 1) ^ ((rest >> 11) * 7973); }
  bits = (version << 12) | rest;
  for (place = 0; place < 18; place += 1) {
    row = Math.floor(place / 3);
    column = size - 11 + place % 3;
    grid[row][column] = grid[column][row] = (bits >> place) & 1;
  }
}

// Data go up and down in pairs of columns, from the right.
function putData(grid, words) {
  var size = grid.length, bits = [], right, step, side, row, column;
  words.forEach(function (word) { pushBits(bits, word, 8); });
  for (right = size - 1; right > 0; right -= 2) {
    if (right === 6) { right = 5; }
    for (step = 0; step < size; step += 1) {
      for (side = 0; side < 2; side += 1) {
        column = right - side;
        row = (right + 1) & 2 ? step : size - 1 - step;
        if (grid[row][column] === undefined) {
          grid[row][column] = (bits.shift() || 0) ^ (row + column + 1) % 2;
        }
      }
    }
  }
}

function codeOf(text) {
  var bytes = unescape(encodeURIComponent(text)).split("").map(function (sign) {
    return sign.charCodeAt(0);
  });
  var version = 1, grid;
  while (version < 16 && room(version) < bytes.length + (version > 9 ? 3 : 2)) { version += 1; }
  if (version > 15) { return null; }
  grid = frame(version);
  putData(grid, interleaved(wordsOf(bytes, version), version));
  return grid;
}

function drawCode(canvas, text) {
  var grid = codeOf(text), pen = canvas.getContext && canvas.getContext("2d"), size = 4;
  if (!grid || !pen) { return false; }
  canvas.width = canvas.height = (grid.length + 8) * size;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  grid.forEach(function (row, down) {
    row.forEach(function (bit, right) {
      if (bit) { pen.fillRect((right + 4) * size, (down + 4) * size, size, size); }
    });
  });
  return true;
}
