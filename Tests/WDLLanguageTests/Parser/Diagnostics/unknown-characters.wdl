version 1.3

workflow w {
  Int a = 1;
  Int b = 2 & 3
  Int c = @x
  Int größe = 4
}
