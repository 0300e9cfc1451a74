package app.baohao.levels

/**
 * What calls Android above the app's lowest level, 26. It asks the phone's level itself, so that a caller needn't.
 * Kept in the class file, where the check of the API level looks for it.
 */
@Target(AnnotationTarget.FUNCTION)
@Retention(AnnotationRetention.BINARY)
annotation class NewerApi(val level: Int)
