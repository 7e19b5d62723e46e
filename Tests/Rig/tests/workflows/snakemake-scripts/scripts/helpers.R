say <- function(...) cat(paste0("<", basename(as.character(c(...))), ">"), "\n", sep = "")
