version 1.3

workflow w {
  if (a) {
    Int b = 1
  } else {
    Int b = 2
  } else {
    Int b = 3
  }
}
